import {
  type AnyRoute,
  type CallOf,
  calmAutomod,
  describeApi,
  type Hold,
  koreanVat,
  type RefusalCode,
  type Routes,
  routes,
} from "@showdrop/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { firstPreferences } from "../notifications/preferences.store.ts";
import { createUnsubscribeTokens } from "../notifications/unsubscribe-token.ts";
import { createRecordingStore } from "../recordings/recordings.store.ts";
import { type Client, startTestServer } from "../testing/harness.ts";
import { sampleSubscription } from "../testing/push-service.ts";
import { sampleManifest } from "../testing/recordings.ts";
import { address, must, type Sale, startSale } from "../testing/sale.ts";
import { joinTeam } from "../testing/stage.ts";

const roles = ["visitor", "guest", "stranger", "buyer", "moderator", "manager", "owner"] as const;
type Role = (typeof roles)[number];
type RouteName = keyof Routes;
type Probe<R extends AnyRoute> = Partial<CallOf<R>> & { file?: Blob };

/** What decides whether somebody may; whatever else a call answers, they were allowed to make it. */
const denials = [
  ...(["SIGN_IN_REQUIRED", "NOT_ALLOWED", "NOT_FOUND", "BANNED"] as const),
  ...(["REVIEW_NOT_BOUGHT", "REVIEW_OF_OWN_SHOP"] as const),
  "SIGN_IN_REQUIRED",
  "SCREEN_ENDED",
  "NOT_ALLOWED",
  "NOT_FOUND",
  "BANNED",
] as const satisfies RefusalCode[];
type Outcome = "allowed" | (typeof denials)[number];

const everybody = (outcome: Outcome, but: Partial<Record<Role, Outcome>> = {}): Record<Role, Outcome> => ({
  // A guest is a visitor who has put something into a cart: only routes for customers know the difference.
  ...{ visitor: outcome, guest: but.visitor ?? outcome, stranger: outcome, buyer: outcome },
  ...{ moderator: outcome, manager: outcome, owner: outcome },
  ...but,
});
const anybody = everybody("allowed");
const signedIn = everybody("allowed", { visitor: "SIGN_IN_REQUIRED" });
const team = (...may: Role[]) =>
  everybody("NOT_ALLOWED", {
    visitor: "SIGN_IN_REQUIRED",
    ...Object.fromEntries(may.map((role) => [role, "allowed"])),
  });
const owner = team("owner");
const managers = team("owner", "manager");
const moderators = team("owner", "manager", "moderator");
/** Of one person: for anybody else it does not exist. */
const itsBuyer = everybody("NOT_FOUND", { visitor: "SIGN_IN_REQUIRED", buyer: "allowed" });
const nobody = everybody("SCREEN_ENDED");
const customers = { ...signedIn, guest: "allowed" } as const;
/** Of one customer, who may be a guest; this one is the buyer. */
const itsCustomer = { ...itsBuyer, guest: "NOT_FOUND" } as const;

/** Of one order: those of its shop who work on orders. For anybody else, moderators too, it does not exist. */
const itsShop = everybody("NOT_FOUND", {
  ...{ visitor: "SIGN_IN_REQUIRED", manager: "allowed", owner: "allowed" },
});
const itsShopAndBuyer = { ...itsShop, guest: "NOT_FOUND", buyer: "allowed" } as const;

/** Those who bought the product, and never those who sell it. */
const itsReviewers = everybody("REVIEW_NOT_BOUGHT", {
  ...{ visitor: "SIGN_IN_REQUIRED", buyer: "allowed" },
  ...{ moderator: "REVIEW_OF_OWN_SHOP", manager: "REVIEW_OF_OWN_SHOP", owner: "REVIEW_OF_OWN_SHOP" },
});

/** Nobody here runs the platform: for them there is nothing. */
const operators = everybody("NOT_FOUND", { visitor: "SIGN_IN_REQUIRED" });

/** Who may call what, of things of a shop that the stranger has nothing to do with. A new route needs its line here. */
const expectations: Record<RouteName, Record<Role, Outcome>> = {
  readConfig: anybody,
  signUp: anybody,
  signIn: anybody,
  signOut: anybody,
  readMe: anybody,
  editMe: signedIn,
  setAvatar: signedIn,
  removeAvatar: signedIn,
  changeEmail: signedIn,
  changePassword: signedIn,
  listSessions: signedIn,
  // It is the buyer's other browser; for anybody else it does not exist.
  endSession: itsBuyer,
  endOtherSessions: signedIn,
  readSecondFactor: signedIn,
  beginSecondFactor: signedIn,
  confirmSecondFactor: signedIn,
  renewRecoveryCodes: signedIn,
  removeSecondFactor: signedIn,
  exportMyData: signedIn,
  readErasure: signedIn,
  askErasure: signedIn,
  openShop: signedIn,
  readShopPage: anybody,
  editShop: owner,
  listMembers: managers,
  changeRole: owner,
  removeMember: owner,
  handOverShop: owner,
  uploadImage: managers,
  listProducts: managers,
  createProduct: managers,
  readProduct: anybody,
  listSimilar: anybody,
  editProduct: managers,
  moveStock: managers,
  listStockEntries: managers,
  listReviews: anybody,
  writeReview: itsReviewers,
  uploadReviewPhoto: itsReviewers,
  // None of them wrote one.
  deleteReview: everybody("NOT_FOUND", { visitor: "SIGN_IN_REQUIRED" }),
  answerReview: managers,
  findReviewHelpful: signedIn,
  reportReview: signedIn,
  // Nobody here runs the platform: the shop's own team does not judge what is said of it.
  listReviewCases: team(),
  judgeReview: team(),
  readEmbedded: anybody,
  readEmbedding: managers,
  setEmbedding: managers,
  listShows: anybody,
  scheduleShow: managers,
  readShow: anybody,
  editShow: managers,
  startShow: managers,
  endShow: managers,
  cancelShow: managers,
  admitToShow: managers,
  setPins: managers,
  readRunOfShow: moderators,
  saveRunOfShow: managers,
  moveInRun: managers,
  readShowStrip: moderators,
  setAway: managers,
  readRehearsals: managers,
  startRehearsal: managers,
  // They may, but none runs.
  finishRehearsal: managers,
  beginPairing: managers,
  listScreens: managers,
  // They may, but there is no such screen.
  removeScreen: { ...managers, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  pairScreen: anybody,
  // Whoever has a paired screen's cookie, and nobody else, whatever their role.
  readScreen: nobody,
  moveOnScreen: nobody,
  featureOnScreen: nobody,
  answerOnScreen: nobody,
  leaveScreen: nobody,
  arrangeStage: managers,
  inviteGuest: managers,
  // Whether they were invited is another question.
  acceptInvitation: signedIn,
  // The buyer is the guest in question, and goes by themselves.
  removeGuest: { ...managers, buyer: "allowed" },
  muteGuest: { ...managers, buyer: "allowed" },
  unmuteGuest: { ...team(), buyer: "allowed" },
  readShowSummary: anybody,
  // Moderators never see money.
  readShowReport: managers,
  readShopReport: managers,
  readRecording: anybody,
  deleteRecording: { ...managers, owner: "NOT_FOUND" },
  listMoments: anybody,
  readHome: anybody,
  search: anybody,
  createClip: managers,
  listShowClips: anybody,
  listShopClips: anybody,
  readClip: anybody,
  // The manager deleted it.
  deleteClip: { ...managers, owner: "NOT_FOUND" },
  listCaptions: anybody,
  putCaptions: managers,
  // They may, but there are none in this language.
  removeCaptions: { ...managers, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  searchMessages: moderators,
  pinMessage: moderators,
  unpinMessage: moderators,
  listEmotes: anybody,
  addEmote: managers,
  // They may, but there is no such emote.
  removeEmote: { ...managers, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  listMacros: moderators,
  saveMacro: moderators,
  // The moderator deleted it.
  removeMacro: { ...moderators, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  deleteMessage: moderators,
  setChatModes: moderators,
  setShield: moderators,
  readAutomod: moderators,
  setAutomod: managers,
  tryAutomod: moderators,
  listHeldMessages: moderators,
  judgeMessage: moderators,
  // The buyer said it.
  reportMessage: { ...signedIn, buyer: "NOT_ALLOWED" },
  listReports: moderators,
  // The moderator closed it; for the others there is none any more.
  closeReport: { ...moderators, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  listShadowMutes: moderators,
  shadowMute: moderators,
  shadowUnmute: { ...moderators, manager: "NOT_FOUND", owner: "NOT_FOUND" },
  listBans: moderators,
  banPerson: moderators,
  featureQuestion: moderators,
  answerQuestion: moderators,
  reopenQuestion: moderators,
  listAnsweredQuestions: anybody,
  openPoll: moderators,
  closePoll: moderators,
  openGiveaway: managers,
  drawGiveaway: managers,
  redrawWinner: managers,
  cancelGiveaway: managers,
  readDrawProof: anybody,
  unbanPerson: moderators,
  restoreMessage: moderators,
  timeOutPerson: moderators,
  // The moderator lifted it; the others are told so.
  liftTimeout: moderators,
  readPersonCard: moderators,
  addNote: moderators,
  // It is the moderator's own note.
  editNote: team("moderator"),
  listModerationLog: moderators,
  readMyStanding: signedIn,
  openAppeal: signedIn,
  listAppeals: moderators,
  decideAppeal: moderators,
  inviteMember: owner,
  listInvitations: owner,
  resendInvitation: owner,
  revokeInvitation: owner,
  // Whoever has the link may see what it is about; whether it is for them is another question.
  readTeamInvitation: anybody,
  acceptTeamInvitation: signedIn,
  declineTeamInvitation: signedIn,
  createDrop: managers,
  listDrops: anybody,
  openDrop: managers,
  closeDrop: managers,
  pauseDrop: managers,
  resumeDrop: managers,
  restockDrop: managers,
  moveClosing: managers,
  readReceipts: anybody,
  readDropDraw: everybody("NOT_FOUND"),
  joinLine: signedIn,
  leaveLine: signedIn,
  listMyWaits: signedIn,
  placeHold: signedIn,
  listMyHolds: signedIn,
  releaseHold: itsBuyer,
  readCart: anybody,
  addToCart: anybody,
  // The buyer has such a line in their cart.
  setCartLine: itsCustomer,
  removeCartLine: customers,
  quoteCheckout: itsCustomer,
  openCheckout: itsCustomer,
  confirmPayment: itsCustomer,
  listMyOrders: customers,
  readOrder: everybody("NOT_FOUND", {
    ...{ visitor: "SIGN_IN_REQUIRED", guest: "NOT_FOUND" },
    ...{ buyer: "allowed", manager: "allowed", owner: "allowed" },
  }),
  listShopOrders: managers,
  readOrderDetails: itsShopAndBuyer,
  addOrderNote: itsShop,
  packOrder: itsShop,
  shipShipment: itsShop,
  deliverShipment: itsShop,
  unpackShipment: itsShop,
  bulkFulfil: managers,
  readPacking: managers,
  refundOrder: itsShop,
  cancelOrder: itsShop,
  recordReturn: itsShop,
  requestCancellation: itsCustomer,
  declineCancellation: itsShop,
  readPickupCode: itsCustomer,
  renewPickupCode: itsShopAndBuyer,
  checkPickup: managers,
  collectOrder: managers,
  readExport: managers,
  setExport: managers,
  renewExportSecret: managers,
  listExports: managers,
  resendExport: managers,
  readPayouts: owner,
  startOnboarding: owner,
  readOrderPayment: everybody("NOT_FOUND", {
    ...{ visitor: "SIGN_IN_REQUIRED", manager: "allowed", owner: "allowed" },
  }),
  capturePayment: everybody("NOT_FOUND", {
    ...{ visitor: "SIGN_IN_REQUIRED", manager: "allowed", owner: "allowed" },
  }),
  addCard: signedIn,
  keepCard: itsBuyer,
  listCards: signedIn,
  // There is no such card.
  removeCard: everybody("NOT_FOUND", { visitor: "SIGN_IN_REQUIRED" }),
  readShipping: managers,
  setShipping: managers,
  setPickupPlaces: managers,
  readTaxes: managers,
  setTaxes: managers,
  listDiscounts: managers,
  createDiscount: managers,
  editDiscount: managers,
  showCoupon: managers,
  listAddresses: signedIn,
  addAddress: signedIn,
  editAddress: itsBuyer,
  removeAddress: itsBuyer,
  readStreamKey: managers,
  rotateStreamKey: managers,
  revokeStreamKey: managers,
  readFollowing: signedIn,
  follow: signedIn,
  unfollow: signedIn,
  listFollowedShops: signedIn,
  countFollowers: moderators,
  listNotifications: signedIn,
  readNotifications: signedIn,
  readPreferences: signedIn,
  setPreferences: signedIn,
  listDevices: signedIn,
  addDevice: signedIn,
  removeDevice: signedIn,
  // Whoever has the link; its signature is what is asked for.
  readUnsubscription: anybody,
  unsubscribe: anybody,
  readOperations: operators,
  listShowsOnAir: operators,
  endShowForAll: operators,
  listMediaNodes: operators,
  listDeadErrands: operators,
  retryErrand: operators,
  listAudit: operators,
  findAccounts: operators,
  readAccount: operators,
  suspendAccount: operators,
  restoreAccount: operators,
  endAccountSessions: operators,
};

const prepare = async (sale: Sale) => {
  const { host, server, shopId, show, variantId } = sale;
  const [stranger, buyer, moderator, manager, member, nuisance] = await Promise.all(
    ["stranger", "buyer", "moderator", "manager", "member", "nuisance"].map((name) => server.person(name)),
  );
  if (!stranger || !buyer || !moderator || !manager || !member || !nuisance)
    throw new Error("six people came");
  for (const [client, role] of [
    [moderator, "moderator"],
    [manager, "manager"],
    [member, "moderator"],
  ] as const)
    await joinTeam(host, shopId, client, role);
  await stranger.must(routes.openShop, { body: { handle: `s-${stranger.me.id}`, name: "Elsewhere" } });

  const drop = await sale.drop({ quantity: 50 });
  const order = await sale.buy(buyer, drop.id);
  const ofOrder = { params: { orderId: order.id } };
  const units = [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }];
  const calledOff = { params: { orderId: (await sale.buy(buyer, drop.id)).id } };
  const packed = await host.must(routes.packOrder, { ...ofOrder, body: {} });
  const parcel = { orderId: order.id, shipmentId: packed.shipments[0]?.id ?? "" };
  const [given, kept] = [
    must<Hold>(await sale.hold(buyer, drop.id)),
    must<Hold>(await sale.hold(buyer, drop.id)),
  ];
  const page = await buyer.connect();
  const say = async (text: string, key: string) =>
    must(await page.request("chat:post", { showId: show.id, text, key }));
  const message = await say("How large is it?", "a-key-of-a-message");
  const remark = await say("And how heavy?", "a-key-of-a-remark");
  page.close();
  const asked = { question: "Which size?", answers: ["Small", "Large"] };
  const poll = await host.must(routes.openPoll, { params: { showId: show.id }, body: asked });
  const prize = { prize: "A bowl", audience: "everyone" } as const;
  const giveaway = await host.must(routes.openGiveaway, { params: { showId: show.id }, body: prize });
  const later = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title: "Second firing", startsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  const offender = await server.person("offender");
  await host.must(routes.banPerson, { params: { shopId }, body: { userId: offender.me.id } });
  await offender.must(routes.openAppeal, { params: { shopId }, body: { text: "Sorry" } });
  const [appeal] = (await host.must(routes.listAppeals, { params: { shopId } })).items;
  const note = await moderator.must(routes.addNote, {
    params: { shopId, userId: buyer.me.id },
    body: { text: "Asks" },
  });
  const { invitation, token } = await host.must(routes.inviteMember, {
    params: { shopId },
    body: { email: "invited@example.com", role: "moderator" },
  });
  if (!appeal) throw new Error("somebody appealed");
  const [product] = (await host.must(routes.listProducts, { params: { shopId } })).items;
  if (!product) throw new Error("the shop has a product");
  const handle = host.me.id.slice(-10);
  const price = { amount: 30_000, currency: "KRW" } as const;
  const jug = await host.must(routes.createProduct, {
    params: { shopId },
    body: {
      title: "Jug",
      currency: "KRW",
      variants: [
        { name: "Grey", price, stock: 0 },
        { name: "Blue", price, stock: 5 },
      ],
    },
  });
  const [soldOutId = "", jugId = ""] = jug.variants.map(({ id }) => id);
  const reviewer = await server.person("reviewer");
  const received = await sale.buy(reviewer, drop.id);
  const [box] = (await host.must(routes.packOrder, { params: { orderId: received.id }, body: {} })).shipments;
  await host.must(routes.shipShipment, {
    params: { orderId: received.id, shipmentId: box?.id ?? "" },
    body: { carrier: "other", trackingNumber: null },
  });
  const ofProduct = { params: { productId: product.id } };
  const review = await reviewer.must(routes.writeReview, { ...ofProduct, body: { stars: 4, named: true } });
  const ofReview = { params: { reviewId: review.id } };
  const guest = server.visitor();
  await buyer.must(routes.addToCart, { params: { shopId }, body: { variantId } });
  await guest.must(routes.addToCart, { params: { shopId }, body: { variantId: jugId } });

  await createRecordingStore(server.db).learn(sampleManifest(show.id, { endedAt: null }));
  await createRecordingStore(server.db).learn(sampleManifest(later.id));
  const cut = { params: { showId: later.id }, body: { title: "The lid", fromMs: 1_000, toMs: 9_000 } };
  const [clip, goingClip] = [
    await host.must(routes.createClip, cut),
    await host.must(routes.createClip, cut),
  ];

  const unsubscribeToken = createUnsubscribeTokens(server.config.mediaTokenSecret).of({
    userId: buyer.me.id,
    kind: "shopLive",
  });
  const benefit = { kind: "percentage", percent: 10 } as const;
  const terms = {
    ...{ minimum: null, startsAt: null, endsAt: null },
    ...{ quota: 5, perPerson: null, active: true },
  };
  const discount = await host.must(routes.createDiscount, {
    params: { shopId },
    body: { code: "WELCOME", benefit },
  });
  const saved = await buyer.must(routes.addAddress, { body: { address } });
  await server.visitor().must(routes.signIn, {
    body: { email: buyer.me.email, password: "a fine long password" },
  });
  const otherSession = (await buyer.must(routes.listSessions)).items.find(({ current }) => !current);
  if (!otherSession) throw new Error("the buyer is signed in twice");
  const step = {
    ...{ id: "a".repeat(24), heading: "Hello", notes: "", minutes: 5 },
    ...{ productId: null, dropId: null },
  };
  // Whoever may move finds the step there, in whatever order the walk goes.
  await host.must(routes.saveRunOfShow, {
    params: { showId: show.id },
    body: { revision: 0, steps: [step] },
  });
  const probes: { [N in RouteName]: Probe<Routes[N]> } = {
    readConfig: {},
    // An account that exists, a password that is wrong: nobody is signed in as somebody else by the walk.
    signUp: { body: { email: buyer.me.email, password: "a fine long password", displayName: "Ann" } },
    signIn: { body: { email: buyer.me.email, password: "not the password" } },
    signOut: {},
    readMe: {},
    editMe: { body: { namedWhenBuying: true } },
    setAvatar: { file: new Blob(["no picture"]) },
    removeAvatar: {},
    changeEmail: { body: { password: "not the password", email: "new@example.com" } },
    changePassword: { body: { password: "not the password", newPassword: "another fine password" } },
    listSessions: {},
    endSession: { params: { sessionId: otherSession.id } },
    endOtherSessions: {},
    readSecondFactor: {},
    beginSecondFactor: { body: { password: "not the password" } },
    confirmSecondFactor: { body: { code: "123456" } },
    renewRecoveryCodes: { body: { password: "not the password", code: "123456" } },
    exportMyData: { body: { password: "not the password" } },
    readErasure: {},
    askErasure: { body: { password: "not the password" } },
    removeSecondFactor: { body: { password: "not the password", code: "123456" } },
    openShop: { body: { handle: `shop-${handle}`, name: "Second shop" } },
    readShopPage: { params: { handle: `shop-${handle}` } },
    editShop: { params: { shopId }, body: { about: "Bowls of all sizes" } },
    listMembers: { params: { shopId } },
    changeRole: { params: { shopId, userId: member.me.id }, body: { role: "manager" } },
    removeMember: { params: { shopId, userId: member.me.id } },
    handOverShop: { params: { shopId }, body: { userId: member.me.id, password: "not the password" } },
    uploadImage: { params: { shopId }, file: new Blob(["no picture"]) },
    listProducts: { params: { shopId } },
    createProduct: {
      params: { shopId },
      body: { title: "Cup", currency: "KRW", variants: [{ name: "Blue", price, stock: 5 }] },
    },
    readProduct: { params: { productId: product.id } },
    listSimilar: { params: { productId: product.id } },
    editProduct: { params: { productId: product.id }, body: { description: "Thrown by hand" } },
    moveStock: { params: { variantId }, body: { change: 3, reason: "found behind the kiln" } },
    listStockEntries: { params: { variantId } },
    listReviews: ofProduct,
    writeReview: { ...ofProduct, body: { stars: 5, text: "Lovely", named: false } },
    uploadReviewPhoto: { ...ofProduct, file: new Blob(["no picture"]) },
    deleteReview: ofProduct,
    answerReview: { ...ofReview, body: { text: "Thank you." } },
    findReviewHelpful: { ...ofReview, body: { helpful: true } },
    reportReview: { ...ofReview, body: { reason: "spam" } },
    listReviewCases: {},
    judgeReview: { ...ofReview, body: { verdict: "hide", reason: "Not about the bowl" } },
    readEmbedded: { params: { handle: `shop-${handle}` } },
    readEmbedding: { params: { shopId } },
    setEmbedding: { params: { shopId }, body: { sites: ["https://blog.example"] } },
    listShows: {},
    scheduleShow: {
      params: { shopId },
      body: { title: "Third firing", startsAt: new Date(Date.now() + 7_200_000).toISOString() },
    },
    readShow: { params: { showId: show.id } },
    editShow: { params: { showId: later.id }, body: { description: "Come early" } },
    startShow: { params: { showId: later.id } },
    endShow: { params: { showId: later.id } },
    cancelShow: { params: { showId: later.id } },
    admitToShow: { params: { showId: show.id }, body: { as: "host" } },
    setPins: { params: { showId: show.id }, body: { productIds: [product.id], featuredId: null } },
    readRunOfShow: { params: { showId: show.id } },
    saveRunOfShow: { params: { showId: show.id }, body: { revision: 0, steps: [step] } },
    moveInRun: { params: { showId: show.id }, body: { stepId: step.id, act: "go" } },
    readShowStrip: { params: { showId: show.id } },
    readRehearsals: { params: { showId: show.id } },
    startRehearsal: { params: { showId: show.id }, body: { locale: "en" } },
    finishRehearsal: { params: { showId: show.id }, body: { measured: null } },
    setAway: { params: { showId: show.id }, body: { away: false } },
    beginPairing: { params: { showId: show.id } },
    listScreens: { params: { showId: show.id } },
    removeScreen: { params: { showId: show.id, screenId: step.id } },
    pairScreen: { body: { code: "c".repeat(22) } },
    readScreen: {},
    moveOnScreen: { body: { stepId: step.id, act: "go" } },
    featureOnScreen: { body: { questionId: null } },
    answerOnScreen: { params: { questionId: message.id } },
    leaveScreen: {},
    arrangeStage: { params: { showId: show.id }, body: { layout: "grid", featured: null } },
    inviteGuest: { params: { showId: show.id }, body: { userId: buyer.me.id } },
    acceptInvitation: { params: { showId: show.id } },
    removeGuest: { params: { showId: show.id, userId: buyer.me.id } },
    muteGuest: { params: { showId: show.id, userId: buyer.me.id } },
    unmuteGuest: { params: { showId: show.id, userId: buyer.me.id } },
    readShowSummary: { params: { showId: show.id } },
    readShowReport: { params: { showId: show.id } },
    readShopReport: { params: { shopId }, query: { days: 7, timeZone: "Asia/Seoul" } },
    readRecording: { params: { showId: show.id } },
    listCaptions: { params: { showId: show.id } },
    putCaptions: { params: { showId: show.id, language: "en" }, file: new Blob(["no captions"]) },
    removeCaptions: { params: { showId: show.id, language: "ko" } },
    deleteRecording: { params: { showId: show.id } },
    listMoments: { params: { showId: show.id } },
    readHome: {},
    search: { query: { q: "bowl" } },
    createClip: cut,
    listShowClips: { params: { showId: later.id } },
    listShopClips: { params: { shopId } },
    readClip: { params: { clipId: clip.id } },
    deleteClip: { params: { clipId: goingClip.id } },
    searchMessages: { params: { shopId } },
    pinMessage: { params: { showId: show.id }, body: { messageId: message.id } },
    unpinMessage: { params: { showId: show.id } },
    listEmotes: { params: { shopId } },
    addEmote: { params: { shopId, code: "wave" }, file: new Blob(["no picture"]) },
    removeEmote: { params: { shopId, code: "kiln" } },
    listMacros: { params: { shopId } },
    saveMacro: { params: { shopId, name: "hours" }, body: { text: "We open at nine." } },
    removeMacro: { params: { shopId, name: "hours" } },
    deleteMessage: { params: { showId: show.id, messageId: message.id } },
    setChatModes: { params: { showId: show.id }, body: { slowSeconds: null } },
    setShield: { params: { showId: show.id }, body: { on: false } },
    readAutomod: { params: { shopId } },
    setAutomod: { params: { shopId }, body: calmAutomod },
    tryAutomod: { params: { shopId }, body: { text: "Is it dishwasher-safe?" } },
    listHeldMessages: { params: { showId: show.id } },
    judgeMessage: { params: { showId: show.id, messageId: remark.id }, body: { judgement: "approve" } },
    reportMessage: { params: { showId: show.id, messageId: remark.id }, body: { reason: "spam" } },
    listReports: { params: { showId: show.id } },
    closeReport: { params: { showId: show.id, messageId: remark.id }, body: { outcome: "dismissed" } },
    listShadowMutes: { params: { shopId } },
    shadowMute: { params: { shopId }, body: { userId: nuisance.me.id, reason: "spam" } },
    shadowUnmute: { params: { shopId, userId: nuisance.me.id } },
    listBans: { params: { shopId } },
    banPerson: { params: { shopId }, body: { userId: nuisance.me.id, reason: "spam" } },
    unbanPerson: { params: { shopId, userId: nuisance.me.id } },
    featureQuestion: { params: { showId: show.id }, body: { questionId: message.id } },
    answerQuestion: { params: { showId: show.id, questionId: message.id } },
    reopenQuestion: { params: { showId: show.id, questionId: message.id } },
    listAnsweredQuestions: { params: { showId: show.id } },
    openPoll: { params: { showId: show.id }, body: { question: "Which glaze?", answers: ["Moss", "Ash"] } },
    closePoll: { params: { pollId: poll.id } },
    openGiveaway: { params: { showId: show.id }, body: { prize: "A cup", audience: "everyone" } },
    drawGiveaway: { params: { giveawayId: giveaway.id } },
    redrawWinner: {
      params: { giveawayId: giveaway.id },
      body: { entrantId: "0".repeat(32), reason: "did not answer" },
    },
    cancelGiveaway: { params: { giveawayId: giveaway.id }, body: { reason: "the cup broke" } },
    readDrawProof: { params: { giveawayId: giveaway.id } },
    restoreMessage: { params: { showId: show.id, messageId: message.id } },
    timeOutPerson: { params: { shopId }, body: { userId: nuisance.me.id, seconds: 60, reason: "caps" } },
    liftTimeout: { params: { shopId, userId: nuisance.me.id } },
    readPersonCard: { params: { shopId, userId: buyer.me.id } },
    addNote: { params: { shopId, userId: buyer.me.id }, body: { text: "Asks well" } },
    editNote: { params: { shopId, noteId: note.id }, body: { text: "Asks very well" } },
    listModerationLog: { params: { shopId } },
    readMyStanding: { params: { shopId } },
    openAppeal: { params: { shopId }, body: { text: "It was not me" } },
    listAppeals: { params: { shopId } },
    decideAppeal: { params: { shopId, appealId: appeal.id }, body: { verdict: "uphold" } },
    inviteMember: { params: { shopId }, body: { email: "new@example.com", role: "moderator" } },
    listInvitations: { params: { shopId } },
    resendInvitation: { params: { shopId, invitationId: invitation.id } },
    revokeInvitation: { params: { shopId, invitationId: invitation.id } },
    readTeamInvitation: { body: { token } },
    acceptTeamInvitation: { body: { token } },
    declineTeamInvitation: { body: { token } },
    createDrop: {
      params: { showId: show.id },
      body: { pools: [{ variantId, quantity: 1, price }], perCustomer: 1, opensAt: null },
    },
    listDrops: { params: { showId: show.id } },
    openDrop: { params: { dropId: drop.id } },
    closeDrop: { params: { dropId: drop.id } },
    pauseDrop: { params: { dropId: drop.id } },
    resumeDrop: { params: { dropId: drop.id } },
    restockDrop: { params: { dropId: drop.id }, body: { variantId, quantity: 1 } },
    moveClosing: { params: { dropId: drop.id }, body: { closesAt: null, reason: "the kiln is slow" } },
    readReceipts: { params: { dropId: drop.id } },
    readDropDraw: { params: { dropId: drop.id } },
    joinLine: { params: { dropId: drop.id }, body: { variantId, quantity: 1 } },
    leaveLine: { params: { dropId: drop.id } },
    listMyWaits: { params: { showId: show.id } },
    placeHold: { params: { dropId: drop.id }, body: { variantId, quantity: 1 } },
    listMyHolds: { params: { showId: show.id } },
    releaseHold: { params: { holdId: given.id } },
    readCart: { params: { shopId } },
    // Sold out: nobody becomes a guest by the walk.
    addToCart: { params: { shopId }, body: { variantId: soldOutId } },
    setCartLine: { params: { shopId, variantId }, body: { quantity: 2 } },
    removeCartLine: { params: { shopId, variantId: soldOutId } },
    quoteCheckout: { params: { shopId }, body: { holdIds: [kept.id] } },
    openCheckout: { params: { shopId }, body: { holdIds: [kept.id], address, email: "guest@example.com" } },
    confirmPayment: { params: { orderId: order.id } },
    listMyOrders: {},
    readOrder: { params: { orderId: order.id } },
    listShopOrders: { params: { shopId } },
    readOrderDetails: ofOrder,
    addOrderNote: { ...ofOrder, body: { text: "Rang twice" } },
    packOrder: { ...ofOrder, body: { lines: units } },
    shipShipment: { params: parcel, body: { carrier: "cj", trackingNumber: "640012345678" } },
    deliverShipment: { params: parcel },
    unpackShipment: { params: parcel },
    bulkFulfil: { params: { shopId }, body: { action: "pack", orderIds: [order.id] } },
    readPacking: { params: { shopId }, query: { orders: order.id } },
    refundOrder: { ...calledOff, body: { amount: 1_000, reason: "goodwill" } },
    cancelOrder: { ...calledOff, body: { note: "Sold by mistake" } },
    recordReturn: { ...ofOrder, body: { lines: units, reason: "damaged" } },
    requestCancellation: { ...ofOrder, body: { note: "Bought twice" } },
    declineCancellation: { ...ofOrder, body: { note: "It is on its way" } },
    readPickupCode: ofOrder,
    renewPickupCode: ofOrder,
    checkPickup: { params: { shopId }, body: { code: "K7QF-2M9X-8HRD-V4TC" } },
    collectOrder: { params: { shopId }, body: { code: "K7QF-2M9X-8HRD-V4TC" } },
    readExport: { params: { shopId } },
    setExport: { params: { shopId }, body: { url: null } },
    renewExportSecret: { params: { shopId } },
    listExports: { params: { shopId } },
    resendExport: { params: { shopId, orderId: order.id } },
    readPayouts: { params: { shopId } },
    startOnboarding: { params: { shopId } },
    readOrderPayment: { params: { orderId: order.id } },
    capturePayment: { params: { orderId: order.id } },
    addCard: {},
    keepCard: { params: { orderId: order.id }, body: { keep: false } },
    listCards: {},
    removeCard: { params: { cardId: "pm_none" } },
    readShipping: { params: { shopId } },
    setShipping: { params: { shopId }, body: { zones: [], bundleHours: 0 } },
    setPickupPlaces: { params: { shopId }, body: { places: [] } },
    readTaxes: { params: { shopId } },
    setTaxes: { params: { shopId }, body: { rules: [koreanVat] } },
    listDiscounts: { params: { shopId } },
    createDiscount: { params: { shopId }, body: { code: "SPRING", benefit } },
    editDiscount: { params: { shopId, discountId: discount.id }, body: terms },
    showCoupon: { params: { showId: show.id }, body: { discountId: discount.id } },
    listAddresses: {},
    addAddress: { body: { address } },
    editAddress: { params: { addressId: saved.id }, body: { address } },
    removeAddress: { params: { addressId: saved.id } },
    readStreamKey: { params: { shopId } },
    rotateStreamKey: { params: { shopId } },
    revokeStreamKey: { params: { shopId } },
    readFollowing: {},
    follow: { params: { kind: "shop", id: shopId }, body: { timeZone: "Asia/Seoul", locale: "ko" } },
    unfollow: { params: { kind: "shop", id: shopId } },
    listFollowedShops: {},
    countFollowers: { params: { shopId } },
    listNotifications: {},
    readNotifications: { body: { id: buyer.me.id } },
    readPreferences: {},
    setPreferences: { body: firstPreferences({}) },
    listDevices: {},
    addDevice: { body: sampleSubscription },
    removeDevice: { params: { deviceId: buyer.me.id } },
    readUnsubscription: { params: { token: unsubscribeToken } },
    unsubscribe: { params: { token: unsubscribeToken } },
    readOperations: {},
    listShowsOnAir: {},
    endShowForAll: { params: { showId: show.id }, body: { reason: "a test" } },
    listMediaNodes: {},
    listDeadErrands: {},
    retryErrand: { params: { errandId: show.id } },
    listAudit: {},
    findAccounts: {},
    readAccount: { params: { userId: buyer.me.id } },
    suspendAccount: { params: { userId: buyer.me.id }, body: { reason: "a test" } },
    restoreAccount: { params: { userId: buyer.me.id }, body: { reason: "a test" } },
    endAccountSessions: { params: { userId: buyer.me.id }, body: { reason: "a test" } },
  };
  const clients: Record<Role, Client> = {
    visitor: server.visitor(),
    ...{ guest, stranger, buyer, moderator, manager, owner: host },
  };
  return { clients, probes };
};

let sale: Sale;
let walk: Awaited<ReturnType<typeof prepare>>;
beforeAll(async () => {
  sale = await startSale();
  walk = await prepare(sale);
}, 60_000);
afterAll(() => sale.stop());

const names = Object.keys(routes) as RouteName[];
const call = async <N extends RouteName>(
  name: N,
  client: Client,
  probe: Probe<AnyRoute>,
): Promise<Outcome> => {
  const result = await client.call<AnyRoute>(routes[name], probe);
  if (result.ok) return "allowed";
  const { code } = result.error;
  // A call that was refused for its form was never judged by who made it.
  if (code === "INVALID_INPUT" || code === "INTERNAL")
    throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return denials.find((denial) => denial === code) ?? "allowed";
};

// Signing out comes last: it takes the role away from the caller.
describe.each([...names.filter((name) => name !== "signOut"), "signOut" as const])("%s", (name) => {
  // Those who may do less come first, so that what they may not do is still there to be done.
  test.each(roles)("called by the %s (invariants 14, 16 and 18)", async (role) => {
    expect(await call(name, walk.clients[role], walk.probes[name])).toBe(expectations[name][role]);
  });
});

test("a ban, a role, a stock move and a price edit leave one audit row each (invariant 19)", async () => {
  const rows = await sale.server.db.collection("audit_log").find().toArray();
  const actions = rows.map(({ action }) => String(action));
  // Of the nuisance, by the moderator; that of the offender came before the walk.
  expect(actions.filter((done) => done === "person:ban")).toHaveLength(2);
  for (const action of [
    ...["message:delete", "message:restore", "person:unban", "person:timeout", "person:untimeout"],
    ...["appeal:uphold", "member:change", "member:remove", "invitation:revoke"],
  ])
    expect([action, actions.filter((done) => done === action)]).toEqual([action, [action]]);
  // By the manager and by the owner, under a key of their own each.
  expect(actions.filter((done) => done === "stock:move")).toHaveLength(2);
  for (const row of rows) expect([typeof row.actorId, row.at instanceof Date]).not.toContain("undefined");
});

test("revenue is for the shop's owner and managers", async () => {
  const { server, host, show } = sale;
  const read = async (client: Client) =>
    (await client.must(routes.readShowSummary, { params: { showId: show.id } })).revenue;
  expect(await read(server.visitor())).toBeNull();
  expect(await read(await server.person("passer-by"))).toBeNull();
  const again = server.visitor();
  await again.must(routes.signIn, { body: { email: host.me.email, password: "a fine long password" } });
  // What the buyer kept of two orders, and the reviewer's.
  expect(await read(again)).toEqual([{ amount: 60_000, currency: "KRW" }]);
});

/** Every name of a field in an answer, wherever it stands. */
const namesIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, part]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...namesIn(part),
      ])
    : [];
const PRIVATE = /price|amount|currency|total|revenue|shipping|address|phone|email|postal|payment|sold/i;

test("what moderators are told names no money, address or email, and they may call nothing that does", async () => {
  const { server, shopId } = sale;
  const { clients, probes } = walk;
  const { moderator, owner, buyer } = clients;
  // The walk ended with everybody signed out.
  for (const { me, must } of [moderator, owner, buyer])
    await must(routes.signIn, { body: { email: me.email, password: "a fine long password" } });
  const page = await moderator.connect();
  const heard: unknown[] = [];
  page.socket.on("moderation", (...told: unknown[]) => heard.push(told));
  page.socket.on("team", (...told: unknown[]) => heard.push("orders", told));
  const offender = await server.person("second-offender");
  await moderator.must(routes.banPerson, { params: { shopId }, body: { userId: offender.me.id } });
  await offender.must(routes.openAppeal, { params: { shopId }, body: { text: "Sorry" } });
  const { token } = await owner.must(routes.inviteMember, {
    params: { shopId },
    body: { email: "somebody@example.com", role: "moderator" },
  });
  expect(token).toMatch(/^[\w-]{43}$/);
  const drop = await sale.drop({ quantity: 1 });
  await sale.buy(buyer, drop.id);

  const card = await moderator.must(routes.readPersonCard, probes.readPersonCard);
  expect(card).toMatchObject({ orders: 3, person: { displayName: "buyer" } });
  const teamOnly = names.filter(
    (name) => expectations[name].moderator === "allowed" && expectations[name].stranger !== "allowed",
  );
  expect(teamOnly).toEqual(expect.arrayContaining(["readPersonCard", "listModerationLog", "listAppeals"]));
  for (const name of teamOnly) {
    const result = await moderator.call<AnyRoute>(routes[name], probes[name]);
    expect([name, namesIn(result).filter((field) => PRIVATE.test(field))]).toEqual([name, []]);
    expect(JSON.stringify(result)).not.toContain("@example.com");
  }
  expect((await moderator.must(routes.readShowSummary, probes.readShowSummary)).revenue).toBeNull();
  expect(heard).toEqual(expect.arrayContaining([expect.arrayContaining(["appeal:opened"])]));
  expect(namesIn(heard).filter((field) => PRIVATE.test(field))).toEqual([]);
  expect(JSON.stringify(heard)).not.toContain("@example.com");
  expect(heard).not.toContain("orders");
  page.close();
});

describe("bad input", () => {
  const withBody = names.filter(
    (name) => !routes[name].upload && !routes[name].body.safeParse(undefined).success,
  );
  let signedInAs: Client;
  let screen: Client;
  beforeAll(async () => {
    signedInAs = await sale.server.person("tester");
    screen = sale.server.visitor();
    const { code } = await sale.host.must(routes.beginPairing, { params: { showId: sale.show.id } });
    await screen.must(routes.pairScreen, { body: { code } });
  });
  const send = async (name: RouteName, body: string) => {
    const route = routes[name];
    const params = new Map(Object.entries(walk.probes[name].params ?? {}).map(([k, v]) => [k, String(v)]));
    const path = route.path.replaceAll(/:(\w+)/g, (_, param: string) => params.get(param) ?? "");
    const response = await fetch(`${sale.server.url}${path}`, {
      method: route.method,
      headers: {
        "content-type": "application/json",
        cookie: `${signedInAs.cookie()}; ${screen.cookie()}`,
        "idempotency-key": "a-key-for-bad-input",
      },
      body,
    });
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  };
  const invalid = (path: string) => ({
    status: 400,
    answer: { error: { code: "INVALID_INPUT", path } },
  });

  test.each(withBody)("%s: what cannot be read is refused", async (name) => {
    for (const malformed of ["{", "nonsense", '"text"', "5", "{]", '{"a":1}{'])
      expect([malformed, await send(name, malformed)]).toMatchObject([
        malformed,
        { status: 400, answer: { error: { code: "BAD_JSON" } } },
      ]);
    const padding = JSON.stringify({ ...walk.probes[name].body, padding: "x".repeat(101 * 1024) });
    expect(await send(name, padding)).toMatchObject({
      status: 413,
      answer: { error: { code: "TOO_LARGE" } },
    });
    expect(await send(name, "[1]")).toMatchObject({
      status: 400,
      answer: { error: { code: "INVALID_INPUT" } },
    });
  });

  test.each(withBody)("%s: a field nobody knows is named", async (name) => {
    const body = { ...walk.probes[name].body };
    expect(await send(name, JSON.stringify({ ...body, isAdmin: true }))).toMatchObject(invalid("isAdmin"));
    expect(await send(name, JSON.stringify({ ...body, $where: "1" }))).toMatchObject(invalid("$where"));
    const proto = `{"__proto__":{"isAdmin":true},${JSON.stringify(body).slice(1)}`;
    expect(await send(name, proto)).toMatchObject(invalid("__proto__"));
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
  });

  test.each(withBody)("%s: a field of the wrong type is named", async (name) => {
    const body = { ...walk.probes[name].body };
    for (const [field, right] of Object.entries(body))
      for (const wrong of [
        ...[{ $ne: null }, { $gt: "" }, [{ $ne: null }], -1.5],
        typeof right === "boolean" ? "yes" : true,
      ])
        expect([field, wrong, await send(name, JSON.stringify({ ...body, [field]: wrong }))]).toMatchObject([
          field,
          wrong,
          { status: 400, answer: { error: { path: expect.stringMatching(new RegExp(`^${field}\\b`)) } } },
        ]);
  });

  test("a query and a path are parsed like a body", async () => {
    const read = async (path: string) => {
      const response = await fetch(`${sale.server.url}${path}`);
      const answer: unknown = await response.json();
      return { status: response.status, answer };
    };
    expect(await read("/api/shows?limit=0")).toMatchObject(invalid("limit"));
    expect(await read("/api/shows?limit[$gt]=1")).toMatchObject({ status: 400 });
    expect(await read("/api/shows?status[]=live&status[]=ended")).toMatchObject({ status: 400 });
    const missing = { status: 404, answer: { error: { code: "NOT_FOUND" } } };
    for (const id of ["x", "%7B%22$ne%22:null%7D", "%00", "..%2f..%2fetc", "0".repeat(24)])
      expect([id, await read(`/api/shows/${id}`)]).toMatchObject([id, missing]);
  });
});

test("the API describes every route, as it is", async () => {
  const response = await fetch(`${sale.server.url}/api/openapi.json`);
  const served: unknown = await response.json();
  const { version } = z.object({ info: z.object({ version: z.string() }) }).parse(served).info;
  expect(served).toEqual(JSON.parse(JSON.stringify(describeApi(routes, version))));
});

test("another site's pages change nothing (cross-site request forgery)", async () => {
  const { server } = sale;
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of foreign)
    expect(await (await server.person("ann")).call(routes.signOut, { headers })).toMatchObject({
      ok: false,
      error: { code: "FOREIGN_ORIGIN" },
    });
});

test("who tries too often is told how long to wait", async () => {
  const strict = await startTestServer({ env: { ...sale.stripe.env, RATE_LIMIT_SCALE: "1" } });
  try {
    // The walk above counts for the same address; what matters is that it ends.
    const body = { email: `nobody-${strict.config.mongo.database}@example.com`, password: "wrong password" };
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) {
      const result = await strict.visitor().call(routes.signIn, { body });
      if (result.ok) throw new Error("a wrong password signs in");
      codes.push(result.error.code);
      if (result.error.code === "TOO_MANY_REQUESTS") expect(result.error.retryAfter).toBeGreaterThan(0);
    }
    expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
  } finally {
    await strict.stop();
  }
});
