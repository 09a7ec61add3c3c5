"""Red lines and wishes of each organisation, by topic; proposals hear only that there is one."""
