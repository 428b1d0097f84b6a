import { useMemo } from "react";
import { encode } from "uqr";

/** Dots of white around the code, as the standard wants them for readers to find it (ISO/IEC 18004). */
const QUIET_DOTS = 4;

/** A QR code, black on white in both themes: readers expect it so. */
export const QrCode = ({ text, label, className }: { text: string; label: string; className?: string }) => {
  const { size, path } = useMemo(() => {
    const { data, size: dots } = encode(text, { ecc: "M", border: QUIET_DOTS });
    const filled = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
    return { size: dots, path: filled.join("") };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
