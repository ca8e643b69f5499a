from .desk import EvidenceRecord, LessonCountryRecord, LessonRecord, LessonTranslationRecord
from .desk_sheets import SheetUpload
from .shelf import Evidence, Lesson, LessonAudience, LessonCountry, LessonTranslation
from .shelf_similar import LessonWord, SimilarLesson

__all__ = [
    "Evidence",
    "EvidenceRecord",
    "Lesson",
    "LessonAudience",
    "LessonCountry",
    "LessonCountryRecord",
    "LessonRecord",
    "LessonTranslation",
    "LessonTranslationRecord",
    "LessonWord",
    "SheetUpload",
    "SimilarLesson",
]
