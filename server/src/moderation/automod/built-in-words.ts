import type { WordCategory } from "@showdrop/shared";

/** In base64, one entry a line when decoded: nobody who reads the code should have to read these. */
const encoded: Record<WordCategory, string> = {
  profanity: [
    "ZnVjayoKKmZ1Y2sqCmZjayoKZnVrCmZ1a2luZwpwaHVjayoKbW90aGVyZipja2VyKgpzaGl0KgpidWxsc2hpdCoKYml0Y2gq",
    "CmFzc2hvbGUqCmFzcwpkdW1iYXNzKgpqYWNrYXNzKgpiYXN0YXJkKgpkaWNraGVhZCoKY3VudCoKcGlzcyBvZmYK7Iuc67Cc",
    "CuyUqOuwlArslKjrsJwK7Iuc7YyUCuyUqO2MlArsi5zrsowK7JSo67KMCuyLnOu2gOuehArslKjrtoDrnoQK7JS57IOIKgrs",
    "lLnrhYQK7JS57ZWgCuyihioK7KG064KYCuyngOuehCoK67OR7IugCuu4heyLoArruZnsi6AK6rCc7IOI64G8KgrqsJzsg4nr",
    "gbwqCuqwnOyLnOuwnCoK7JWE7Iuc67CcKgrsi5zrsJzrhogqCuyLnOuwnOuFhCoK7I2FCuOFheOFggrjhYLjhYUK44WI44S5",
    "CuOEsuOFiAp0bHFrZioKc3NpYmFsKgpzaWJhbAoxOOuGiAoxOOuFhA==",
  ].join(""),
  insults: [
    "aWRpb3QqCm1vcm9uCm1vcm9ucwpzdHVwaWQKZHVtYiBhc3MKcmV0YXJkZWQKbG9zZXIKbG9zZXJzCmltYmVjaWxlKgpzY3Vt",
    "YmFnKgpzaHV0IHVwCnNodXQgdGhlICogdXAK67CU67O0CuupjeyyreydtCoK66mN7LKt7ZWcCuupjeyyreyVhArrk7Hsi6AK",
    "64+M64yA6rCA66asKgrssIzsp4jsnbQqCuuYkOudvOydtCoK64ul7LOQCuuLpeyzkOudvArrr7jsuZzrhogqCuuvuOy5nOuF",
    "hCoK66+47Lmc7IOI64G8KgrqurzsoLjrnbwK6rq87KC4IOyDiOuBvCo=",
  ].join(""),
  slurs: [
    "bmlnZ2VyKgpuaWdnYSoKZmFnZ290KgpmYWcKZmFncwpyZXRhcmQqCnRyYW5ueQp0cmFubmllcwpjaGluawpjaGlua3MKZ29v",
    "awpnb29rcwpraWtlCmtpa2VzCnNwaWMKc3BpY3MK7Kex6rmoKgrsqr3rsJTrpqwqCuq5nOuRpeydtCoK6rmA7LmY64WACuuQ",
    "nOyepeuFgArtlZzrgqjstqkqCuunmOy2qSoK7YuA65SxKgrquInsi53stqkq",
  ].join(""),
  sexual: [
    "cG9ybgpwb3JubyoKcG9ybmh1YioKYmxvd2pvYioKaGVudGFpKgp3aG9yZSoKc2x1dApzbHV0cwpzbHV0dHkKc2VuZCBudWRl",
    "cwpudWRlIHBpY3MKb25seWZhbnMqCnNleCBjYW0qCuyVvOuPmQrshLnsiqQqCuywveuFgCoK7KGw6rG066eM64KoKgrsm5Dr",
    "gpjsnocqCuuqsOy5tArslbzsgqwK6rG466CI64WEKg==",
  ].join(""),
  violence: [
    "a3lzCmtpbGwgeW91cnNlbGYKa2lsbCB1cnNlbGYKa2lsbCB5b3UKZ28gZGllCnNob290IHlvdQpib21iIHRocmVhdApzdGFi",
    "IHlvdQrso73sl6zrsoQqCuyjveyXrCDrsoQqCuy5vOuhnCDssIwqCuuSpOyguOudvCoK65Kk7KC467KEKgrrkojsoLgqCuye",
    "kOyCtO2VtCoK64KY6rCAIOyjveyWtCoK7LC+7JWE6rCA7IScIOyjvSo=",
  ].join(""),
  scams: [
    "ZnJlZSBmb2xsb3dlcnMKYnV5IGZvbGxvd2VycwpjaGVhcCBmb2xsb3dlcnMKY3J5cHRvIGdpdmVhd2F5Kgpkb3VibGUgeW91",
    "ciBtb25leQpndWFyYW50ZWVkIHByb2ZpdCoKd2hhdHNhcHAgbWUKdGVsZWdyYW0gbWUKZnJlZSBnaWZ0IGNhcmQqCmNsaWNr",
    "IG15IHByb2ZpbGUKZWFybiBtb25leSBmYXN0CmNhc2ggYXBwIG1lCuustOujjCDtjJTroZzsm4wqCu2MlOuhnOybjCDqtazr",
    "p6QqCu2MlOuhnOybjCDtjJDrp6QqCuyjvOyLnSDrpqzrlKkqCuy9lOyduCDrpqzrlKkqCuumrOuUqeuwqSoK7Yag7YagCu2G",
    "oO2GoOyCrOydtO2KuCoK7Iqk7Y+s7Lig7Yag7YagKgrsubTsp4DrhbgqCuuwlOy5tOudvCoK6rOg7IiY7J21IOyVjOuwlCoK",
    "6rOg7IiY7J21IOuztOyepSoK7JuQ6riIIOuztOyepSoK67aA7JeFIOusuOydmCoK64yA7LacIOyDgeuLtCo=",
  ].join(""),
};

const decode = (text: string): readonly string[] => Buffer.from(text, "base64").toString("utf8").split("\n");

/** The starter lists in Korean and English, entries as a shop writes its own. */
export const builtInWords: Readonly<Record<WordCategory, readonly string[]>> = {
  profanity: decode(encoded.profanity),
  insults: decode(encoded.insults),
  slurs: decode(encoded.slurs),
  sexual: decode(encoded.sexual),
  violence: decode(encoded.violence),
  scams: decode(encoded.scams),
};

/** Words that contain an entry and mean no harm, where the rules of words alone do not tell: a mushroom, a starting point. */
export const innocentWords: readonly string[] = [
  ...["shiitake*", "shitake*", "retardant*", "retardation", "spic and span", "bassett", "fukuoka*"],
  ...["시발점*", "시발역*", "시발택시*", "시발자동차*", "토토로*", "바보상자*", "등신대*"],
];
