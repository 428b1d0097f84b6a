export const asking = {
  title: "Ask",
};
