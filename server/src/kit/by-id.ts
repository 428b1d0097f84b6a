import { type Model, Types } from "mongoose";
import { batched } from "./batched.ts";
import { driverOf } from "./mongo.ts";

/**
 * Reads a model's documents by their ids, those that are asked for at about the same time together.
 * @returns null where there is none. Who asks for the same one at once is given the same object: nobody may change it.
 */
export const byId = <T extends { _id: Types.ObjectId | string }>(
  model: Model<T>,
): ((id: string) => Promise<T | null>) => {
  // What is no id at all is nobody's.
  const toId = (id: string): unknown[] =>
    model.schema.path("_id").instance !== "ObjectId"
      ? [id]
      : Types.ObjectId.isValid(id)
        ? [new Types.ObjectId(id)]
        : [];
  const find = batched(async (ids: readonly string[]) => {
    const wanted: object = { _id: { $in: [...new Set(ids)].flatMap(toId) } };
    const found = await driverOf(model).find(wanted).toArray();
    const known = new Map(found.map((document) => [`${document._id}`, document as T]));
    return ids.map((id) => known.get(id) ?? null);
  });
  return (id) => find(id);
};
