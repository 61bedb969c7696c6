"""What the program says of itself to anybody: what its words mean, and how accessible it is."""

from flask import Blueprint, render_template

from tracker.services.accessibility import TESTED
from tracker.services.glossary import GLOSSARY
from tracker.services.municipality import contact
from tracker.web.access import open_to_all
from tracker.web.current import database

blueprint = Blueprint("about", __name__)


@blueprint.get("/glossary")
@open_to_all
def glossary() -> str:
    """Each word of the pages with its meaning."""
    return render_template("pages/glossary.html", chapters=GLOSSARY)


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> str:
    """The statement that Swedish law asks of public services on the web (lagen 2018:1937)."""
    return render_template("pages/accessibility.html", tested=TESTED, contact=contact(database()))
