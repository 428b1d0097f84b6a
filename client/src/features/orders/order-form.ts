import type { Order, OrderDetails } from "@showdrop/shared";

/** What a form about a paid order is given by the desk, in whose dialog it stands. */
export interface OrderFormProps {
  order: Order;
  details: OrderDetails;
  onDone: () => void;
}
