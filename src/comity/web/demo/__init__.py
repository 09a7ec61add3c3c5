"""An invented coalition with two years behind it, made by calling the acts, so that its record is real."""
