import { Outlet } from "react-router";

export const StudioLayout = () => <Outlet />;
