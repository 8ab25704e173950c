"""Whether the library is here, whose headers are the lessons' solutions; in a handout for a class, it is not."""

SOLUTIONS = True
