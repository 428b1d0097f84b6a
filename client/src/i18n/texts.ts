/**
 * The shape a translation must have: every text of the English file. English has a singular (`…_one`), which Korean
 * has not, so a translation may do without it.
 */
export type Texts<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Texts<T[K]>;
};
