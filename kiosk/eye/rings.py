"""All shared memory of one eye's child, made and destroyed together."""

from kiosk.eye.control import EyeControl
from kiosk.eye.plan import EyePlan, Outfit
from kiosk.worker.ring import FrameRing


class EyeRings:
    """The control block, the ring for the own screen (BGRA) and the ring for the other end (I420)."""

    def __init__(self, control: EyeControl, paint: FrameRing, send: FrameRing) -> None:
        self.control = control
        self.paint = paint
        self.send = send

    @classmethod
    def create(cls, plan: EyePlan) -> "EyeRings":
        """For the parent; the gate stands at SHUT."""
        return cls(EyeControl.create(), FrameRing.create(plan.paint_capacity), FrameRing.create(plan.send_capacity))

    @classmethod
    def attach(cls, plan: EyePlan, outfit: Outfit) -> "EyeRings":
        """For the child."""
        return cls(
            EyeControl.attach(outfit.control),
            FrameRing.attach(outfit.paint, plan.paint_capacity),
            FrameRing.attach(outfit.send, plan.send_capacity),
        )

    def outfit(self, first_number: int, child: int = 1) -> Outfit:
        """What the child needs to attach."""
        return Outfit(self.control.name, self.paint.name, self.send.name, first_number, child)

    def zero(self) -> None:
        """For the parent: overwrites all pixels while the child may still live."""
        self.paint.zero()
        self.send.zero()

    def close(self) -> None:
        """For the child: lets go."""
        for part in (self.control, self.paint, self.send):
            part.close()

    def destroy(self) -> None:
        """For the parent, once, when the child is dead."""
        for part in (self.control, self.paint, self.send):
            part.destroy()
