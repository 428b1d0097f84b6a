export const WatchPage = () => <h1 className="text-2xl font-bold">Watch</h1>;
