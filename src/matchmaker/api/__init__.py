"""What a service calls: each step of the main job as one function in a file of its own, exported by `matchmaker`."""
