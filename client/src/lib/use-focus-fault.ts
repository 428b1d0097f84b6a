import { type RefObject, useEffect, useRef, useState } from "react";

/** After a form was refused, takes the keyboard to its first faulty field: `faulty()` once the faults are set. */
export function useFocusFault(): { form: RefObject<HTMLFormElement | null>; faulty: () => void } {
  const form = useRef<HTMLFormElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [times]);
  return { form, faulty: () => setTimes((before) => before + 1) };
}
