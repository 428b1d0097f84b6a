import { TextInput } from "../../ui/index.ts";

/** A code of an authenticator app, which phones offer to fill in, or a recovery code. */
export const CodeInput = ({ value, onChange }: { value: string; onChange: (code: string) => void }) => (
  <TextInput
    name="code"
    autoComplete="one-time-code"
    autoCapitalize="characters"
    spellCheck={false}
    value={value}
    onChange={({ target }) => onChange(target.value)}
    className="font-mono tracking-widest"
  />
);
