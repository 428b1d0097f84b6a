export const SignUpPage = () => <h1 className="text-2xl font-bold">x</h1>;
