"""The global batch: the same number of rows a step on any number of ranks.

global batch = rows a rank takes at once x ranks x accumulation; the last follows from the others.
"""

from train.errors import RecipeError


def accumulation(global_batch: int, per_device: int, ranks: int) -> int:
    """How often gradients add up before a step. RecipeError names numbers that would work."""
    if min(global_batch, per_device, ranks) < 1:
        raise RecipeError(
            f"global batch {global_batch}, {per_device} a rank, {ranks} ranks: each is at least 1"
        )
    if global_batch % (per_device * ranks) == 0:
        return global_batch // (per_device * ranks)
    raise RecipeError(
        f"a global batch of {global_batch} is no multiple of {ranks} ranks x {per_device} rows a "
        f"rank = {per_device * ranks}: {_instead(global_batch, per_device, ranks)}"
    )


def _instead(global_batch: int, per_device: int, ranks: int) -> str:
    if global_batch % ranks == 0:
        sizes = _listed(_divisors(global_batch // ranks, per_device))
        return f"with {ranks} ranks, --per_device_train_batch_size {sizes} works"
    counts = _listed(_divisors(global_batch, ranks))
    return f"{counts} ranks work, with a batch a rank that divides what is left"


def _divisors(number: int, near: int) -> list[int]:
    """The four divisors nearest to a number, in order."""
    all_of_them = [d for d in range(1, number + 1) if number % d == 0]
    return sorted(sorted(all_of_them, key=lambda d: abs(d - near))[:4])


def _listed(numbers: list[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} or {last}" if most else last
