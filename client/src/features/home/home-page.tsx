export const HomePage = () => <h1 className="text-2xl font-bold">Home</h1>;
