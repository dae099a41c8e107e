"""``python -m matchmaker``: the command line."""

from matchmaker.cli import run

if __name__ == "__main__":
    run()
