"""
Write made plans: ``python -m tests.benchmarks.generator OUT --plans 1741``.

OUT is a folder of plan folders, or, where it ends in .nq, .trig, .ttl or .nt, one file of RDF.
"""

import argparse
import sys
from pathlib import Path

from tests.benchmarks.generator.cities import ALL
from tests.benchmarks.generator.plans import RATE
from tests.benchmarks.generator.writing import Order, write_dataset, write_folders


def main() -> int:
    """Write what the arguments ask for, and say how much it is."""
    parser = argparse.ArgumentParser(prog="generator", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--plans", type=int, default=100, help=f"{ALL} for as many as cities")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE, help="part of the rows with each fault")
    parser.add_argument("--large", action="store_true", help="64 projects a plan, not about 10")
    parser.add_argument("--edited", type=float, default=0.0, help="part of the plans to revise")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    order = Order(given.seed, given.plans, given.rate, given.large, given.edited)
    if given.out.suffix:
        count = write_dataset(order, given.out, given.jobs)
        print(f"{given.out}: {given.plans} plans, {count} statements", file=sys.stderr)
    else:
        write_folders(order, given.out)
        print(f"{given.out}: {given.plans} plans", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
