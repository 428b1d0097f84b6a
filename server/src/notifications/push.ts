export interface PushSettings {
  /** VAPID's key pair (RFC 8292), in base64url. */
  publicKey: string;
  privateKey: string;
  /** Whom a push service writes to when something is wrong: a mailto: or https: address. */
  subject: string;
  /** Whether push messages may go to addresses of this network too. Never in production. */
  privateAddresses: boolean;
}
