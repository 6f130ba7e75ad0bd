from django.db import models
from django.urls import reverse

from tannhjul.cases.models import Case
from tannhjul.organisation.models import Body, Unit


class Pothole(models.Model):
    title = models.CharField(max_length=100)
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    status = models.CharField(max_length=10, default="reported")
    reported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("potholes:detail", args=[self.pk])
