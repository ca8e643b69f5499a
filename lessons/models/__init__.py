from .desk import EvidenceRecord, LessonCountryRecord, LessonRecord
from .shelf import Evidence, Lesson, LessonAudience, LessonCountry

__all__ = [
    "Evidence",
    "EvidenceRecord",
    "Lesson",
    "LessonAudience",
    "LessonCountry",
    "LessonCountryRecord",
    "LessonRecord",
]
