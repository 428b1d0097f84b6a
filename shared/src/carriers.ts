import { z } from "zod";

export const carriers = [
  "cj",
  "hanjin",
  "lotte",
  "koreaPost",
  "ups",
  "fedex",
  "dhl",
  "usps",
  "other",
] as const;
/** Who carries a parcel. `other`: somebody whose page for tracking is not known here. */
export const Carrier = z.enum(carriers);
export type Carrier = z.infer<typeof Carrier>;

interface CarrierFacts {
  name: { en: string; ko: string };
  /** The carrier's own page about one parcel, up to the number; null where there is none. */
  page: string | null;
}

/** The carriers and where each tells about a parcel. */
export const carrierFacts: Record<Carrier, CarrierFacts> = {
  cj: {
    name: { en: "CJ Logistics", ko: "CJ대한통운" },
    page: "https://trace.cjlogistics.com/next/tracking.html?wblNo=",
  },
  hanjin: {
    name: { en: "Hanjin", ko: "한진택배" },
    page: "https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?mCode=MN038&schLang=KR&wblnumText2=",
  },
  lotte: {
    name: { en: "Lotte", ko: "롯데택배" },
    page: "https://www.lotteglogis.com/home/reservation/tracking/linkView?InvNo=",
  },
  koreaPost: {
    name: { en: "Korea Post", ko: "우체국택배" },
    page: "https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1=",
  },
  ups: { name: { en: "UPS", ko: "UPS" }, page: "https://www.ups.com/track?tracknum=" },
  fedex: { name: { en: "FedEx", ko: "FedEx" }, page: "https://www.fedex.com/fedextrack/?trknbr=" },
  dhl: {
    name: { en: "DHL", ko: "DHL" },
    page: "https://www.dhl.com/global-en/home/tracking.html?tracking-id=",
  },
  usps: {
    name: { en: "USPS", ko: "USPS" },
    page: "https://tools.usps.com/go/TrackConfirmAction?tLabels=",
  },
  other: { name: { en: "Another carrier", ko: "다른 택배사" }, page: null },
};

/** As carriers print it; spaces that people type between its groups are dropped. */
export const TrackingNumber = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^[A-Za-z0-9-]{6,40}$/, "A tracking number has 6 to 40 letters, digits or dashes."));

/** The carrier's page about a parcel; null where nothing is known of one. */
export const trackingUrl = (carrier: Carrier, trackingNumber: string | null): string | null => {
  const { page } = carrierFacts[carrier];
  return page === null || trackingNumber === null ? null : page + encodeURIComponent(trackingNumber);
};
