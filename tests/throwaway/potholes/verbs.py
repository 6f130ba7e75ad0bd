from tannhjul.core.verbs import Verb, declare

declare(
    "potholes",
    {"report": Verb("Pothole reported", news=True), "mend": Verb("Pothole mended", news=True)},
)
