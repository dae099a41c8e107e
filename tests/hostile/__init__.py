"""What a careful outsider would throw at the program, as tests; the numbers are those of the list of hostile inputs."""
