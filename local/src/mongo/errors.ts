/** Error codes of MongoDB that drivers, Mongoose and applications look at, by their official names. */
const CODES = {
  BadValue: 2,
  UnknownError: 8,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  CommandFailed: 125,
  InvalidPipelineOperator: 168,
  TransactionTooOld: 225,
  NotImplemented: 238,
  ConversionFailure: 241,
  SnapshotUnavailable: 246,
  NoSuchTransaction: 251,
  OperationNotSupportedInTransaction: 263,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

export type CodeName = keyof typeof CODES;

/** The label that tells a driver to run the whole transaction again. */
export const TRANSIENT_TRANSACTION_ERROR = "TransientTransactionError";

/** An error that goes to the client as MongoDB would send it. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the reply, such as `keyValue` of a duplicate key. */
  readonly extra: Record<string, unknown>;
  readonly labels: string[];

  constructor(
    code: number,
    codeName: string,
    message: string,
    extra: Record<string, unknown> = {},
    labels: string[] = [],
  ) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.extra = extra;
    this.labels = labels;
  }

  /** Whether a driver shall run the whole transaction again. */
  get isTransient(): boolean {
    return this.labels.includes(TRANSIENT_TRANSACTION_ERROR);
  }
}

/** A MongoDB error with an official name. */
export function mongoError(name: CodeName, message: string, extra?: Record<string, unknown>): MongoError {
  return new MongoError(CODES[name], name, message, extra);
}

/** A MongoDB error that has a number but no name of its own. */
export function locationError(code: number, message: string): MongoError {
  return new MongoError(code, `Location${code}`, message);
}

/** An error after which a driver runs the whole transaction again. */
export function transientError(name: CodeName, message: string): MongoError {
  return new MongoError(CODES[name], name, message, {}, [TRANSIENT_TRANSACTION_ERROR]);
}

export const badValue = (message: string): MongoError => mongoError("BadValue", message);
export const failedToParse = (message: string): MongoError => mongoError("FailedToParse", message);

/** A feature of MongoDB that this server lacks. Refused loudly: a guess would only show in production. */
export const unsupported = (what: string): MongoError =>
  mongoError(
    "NotImplemented",
    `${what} is not supported by the embedded MongoDB stand-in (use a real MongoDB)`,
  );
