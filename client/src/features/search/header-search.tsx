import { useLocation, useNavigate, useSearchParams } from "react-router";
import { SearchField } from "./search-field.tsx";
import { searchPath } from "./search-path.ts";

/** The field in the header: typing in it leads to the search page, and goes on there. */
export const HeaderSearch = ({ className }: { className?: string }) => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const here = pathname === "/search";
  return (
    <SearchField
      value={here ? (search.get("q") ?? "") : ""}
      onSearch={(text) => {
        // Every pause in typing would else be a step of the back button.
        if (here || text !== "") void navigate(searchPath(text), { replace: here });
      }}
      {...(className ? { className } : {})}
    />
  );
};
