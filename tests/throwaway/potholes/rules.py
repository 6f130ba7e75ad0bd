from tannhjul.core.law import statute


@statute("kommuneloven", "13-1", part=4, says="A pothole is mended within a month.")
def is_mended_in_time(days: int) -> bool:
    return days <= 31
