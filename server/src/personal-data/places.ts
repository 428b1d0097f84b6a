/**
 * Where in the record something of a person stands, and what becomes of it when their account is erased. A model that is
 * not named here holds nothing of people but ids, which lead to nobody any more; a test reads the whole database to see to it.
 */

/** Theirs alone: deleted. The path holds their id. */
export const deletedWithThem = [
  ["Session", "userId"],
  ["SecondFactor", "_id"],
  ["SavedAddress", "userId"],
  ["PaymentCustomer", "_id"],
  ["Follow", "userId"],
  ["NotificationPreferences", "_id"],
  ["Notification", "userId"],
  ["Device", "userId"],
  ["Cart", "userId"],
  ["Upvote", "userId"],
  ["Appeal", "userId"],
  ["Ban", "userId"],
  ["Timeout", "userId"],
  ["ShadowMute", "userId"],
  // What a team wrote about them.
  ["Note", "userId"],
  ["Report", "reporterId"],
  ["Member", "userId"],
] as const;

/** Of their orders: kept for the shop's books, with their traces taken out of every text. */
export const scrubbedWithOrders = [
  "OrderEvent",
  "Errand",
  "Refund",
  "ReturnedGoods",
  "Shipment",
  "Dispute",
] as const;

/** Of the shows that they took part in: kept, as others took part too, with their traces taken out. */
export const scrubbedWithShows = ["Message", "ShowEntry", "ChatLine"] as const;
