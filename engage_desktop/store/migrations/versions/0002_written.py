"""Cells as their file wrote them, and which import an answer or a text has its last wording from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADDED = (
    ("answer", "written_id"),
    ("response", "written_id"),
    ("response", "revised_by"),
    ("verbatim", "written_id"),
    ("verbatim", "said_written_id"),
    ("verbatim", "revised_by"),
    ("counter", "written_id"),
)


def upgrade() -> None:
    """Add the table of cells and the columns that refer to it; no row is copied, whatever the size of the study."""
    op.create_table(
        "written",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written")),
        sqlite_strict=True,
    )
    for table, column in _ADDED:
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
