"""For whoever runs the install, and their programs: is it alive, and how is it doing?"""
