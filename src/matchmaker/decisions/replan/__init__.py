"""Again tomorrow: a plan beside the one before, who stands in for whom, and how many to invite."""
