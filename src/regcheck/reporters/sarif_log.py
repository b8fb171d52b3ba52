"""The objects of a SARIF log that regcheck writes, with the names and units of the standard.

OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01; the
section of each object is named with it. Lines and columns count from 1, offsets from 0.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Level = Literal["error", "warning", "note"]


class _Object(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What is not known is left out; what has no default is always written."""


class Message(_Object, frozen=True):
    """§3.11 message, §3.12 multiformatMessageString."""

    text: str
    markdown: str | None = None


class Content(_Object, frozen=True):
    """§3.3 artifactContent."""

    text: str


class ArtifactLocation(_Object, frozen=True):
    """§3.4 artifactLocation."""

    uri: str
    index: int


class Region(_Object, frozen=True):
    """§3.30 region; `end_column` is exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    char_offset: int
    char_length: int
    snippet: Content | None = None


class PhysicalLocation(_Object, frozen=True):
    """§3.29 physicalLocation."""

    artifact_location: ArtifactLocation
    region: Region


class LogicalLocation(_Object, frozen=True):
    """§3.33 logicalLocation."""

    fully_qualified_name: str
    name: str | None = None
    kind: str | None = None


class Location(_Object, frozen=True):
    """§3.28 location."""

    physical_location: PhysicalLocation
    logical_locations: tuple[LogicalLocation, ...] = ()
    message: Message | None = None


class Replacement(_Object, frozen=True):
    """§3.57 replacement; without inserted content the region is deleted."""

    deleted_region: Region
    inserted_content: Content | None = None


class ArtifactChange(_Object, frozen=True):
    """§3.56 artifactChange."""

    artifact_location: ArtifactLocation
    replacements: tuple[Replacement, ...]


class Fix(_Object, frozen=True):
    """§3.55 fix."""

    description: Message
    artifact_changes: tuple[ArtifactChange, ...]
    properties: dict[str, Any]


class Suppression(_Object, frozen=True):
    """§3.35 suppression."""

    kind: Literal["inSource", "external"]
    status: Literal["accepted"]
    justification: str | None = None


class Result(_Object, frozen=True):
    """§3.27 result. `suppressions` is written even where it is empty: §3.27.23 wants it for all
    results of a run or for none."""

    rule_id: str
    rule_index: int
    level: Level
    message: Message
    locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    suppressions: tuple[Suppression, ...]
    related_locations: tuple[Location, ...] = ()
    fixes: tuple[Fix, ...] = ()
    properties: dict[str, Any] = {}


class Configuration(_Object, frozen=True):
    """§3.50 reportingConfiguration."""

    level: Level


class Descriptor(_Object, frozen=True):
    """§3.49 reportingDescriptor."""

    id: str
    name: str
    short_description: Message
    default_configuration: Configuration
    full_description: Message | None = None
    help: Message | None = None
    properties: dict[str, Any] = {}


class Driver(_Object, frozen=True):
    """§3.19 toolComponent."""

    name: str
    version: str
    language: str
    rules: tuple[Descriptor, ...]


class Tool(_Object, frozen=True):
    """§3.18 tool."""

    driver: Driver


class Artifact(_Object, frozen=True):
    """§3.24 artifact; `encoding` is a name of the IANA registry of character sets."""

    location: ArtifactLocation
    encoding: str


class Run(_Object, frozen=True):
    """§3.14 run."""

    tool: Tool
    language: str
    column_kind: Literal["unicodeCodePoints"]
    newline_sequences: tuple[str, ...]
    artifacts: tuple[Artifact, ...]
    results: tuple[Result, ...]


class Log(_Object, frozen=True):
    """§3.13 sarifLog."""

    schema: str = msgspec.field(name="$schema")
    version: str
    runs: tuple[Run, ...]
