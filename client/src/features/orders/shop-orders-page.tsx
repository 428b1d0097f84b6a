export const ShopOrdersPage = () => <h1 className="text-2xl font-bold">x</h1>;
