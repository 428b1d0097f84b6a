export const TeamPage = () => <h1 className="text-2xl font-bold">x</h1>;
