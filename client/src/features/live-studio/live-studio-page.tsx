export const LiveStudioPage = () => <h1 className="text-2xl font-bold">Live studio</h1>;
