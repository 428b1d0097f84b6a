import { RotateCw } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import { Button, EmptyState } from "../ui/index.ts";

const Broken = () => {
  const t = useTexts();
  return (
    <main className="mx-auto max-w-xl px-4 py-20">
      <EmptyState
        whole
        icon={<RotateCw aria-hidden />}
        title={t("broken.title")}
        action={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t("broken.reload")}
          </Button>
        }
      >
        {t("broken.text")}
      </EmptyState>
    </main>
  );
};

/** Catches a fault while drawing. `resetKey` changing (another page) tries again. A class, because React asks for one. */
export class ErrorBoundary extends Component<
  { children: ReactNode; resetKey?: string },
  { broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(fault: unknown, { componentStack }: ErrorInfo) {
    console.error("a page could not be drawn", fault, componentStack);
  }

  override componentDidUpdate({ resetKey }: { resetKey?: string }) {
    if (this.state.broken && resetKey !== this.props.resetKey) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
