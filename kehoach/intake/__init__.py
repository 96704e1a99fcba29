"""A folder or an upload in, one named end state a file. Nothing is trusted: each file is read in a capped child."""

from kehoach.intake.child import Caps, read_capped
from kehoach.intake.supervisor import Outcome, take_as_ended, take_in

__all__ = ["Caps", "Outcome", "read_capped", "take_as_ended", "take_in"]
