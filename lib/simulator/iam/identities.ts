import { randomBytes } from 'node:crypto';
import { type Caller } from '../exchange';

/** Owner of projects: what Huawei Cloud calls a domain or account. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** The part of an account that lies in one region. Named after the region unless it is a sub-project. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly account: Account;
  readonly permissions: ReadonlySet<string>;
}

/** Lets users of the trusted account act within the account that owns it. */
export interface Agency {
  readonly name: string;
  readonly domainId: string;
  readonly trustedDomainId: string;
  readonly permissions: ReadonlySet<string>;
}

/** Vouches with its ID token for a user. */
export interface IdentityProvider {
  readonly id: string;
  readonly idToken: string;
  readonly user: User;
}

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly caller: Caller;
  /** Temporary keys come with both. */
  readonly securityToken?: string;
  readonly expiresAt?: Date;
}

export interface Token {
  readonly value: string;
  readonly caller: Caller;
  readonly expiresAt: Date;
}

/** Who exists: accounts, their projects, and every key and token handed out so far. */
export class Identities {
  readonly accounts: Account[] = [];
  readonly projects: Project[] = [];
  readonly users: User[] = [];
  readonly agencies: Agency[] = [];
  readonly providers: IdentityProvider[] = [];
  private readonly keys = new Map<string, AccessKey>();
  private readonly tokens = new Map<string, Token>();

  accessKey(accessKey: string): AccessKey | undefined {
    return this.keys.get(accessKey);
  }

  token(value: string): Token | undefined {
    return this.tokens.get(value);
  }

  /** A lasting key. */
  issueKey(caller: Caller): AccessKey {
    return this.keep({ ...newKeyPair(), caller });
  }

  /** A key that works only together with its security token, and only for a while. */
  issueTemporaryKey(caller: Caller, expiresAt: Date): Required<AccessKey> {
    return this.keep({
      ...newKeyPair(),
      caller: { ...caller, temporary: true },
      securityToken: randomBytes(96).toString('base64'),
      expiresAt,
    });
  }

  issueToken(caller: Caller, expiresAt: Date): Token {
    const token = { value: `MII${randomBytes(150).toString('base64url')}`, caller, expiresAt };
    this.tokens.set(token.value, token);
    return token;
  }

  /** Ends all tokens and temporary keys handed out so far. */
  endSessions(now: Date): void {
    for (const [value, token] of this.tokens) this.tokens.set(value, { ...token, expiresAt: now });
    for (const key of this.keys.values()) {
      if (key.expiresAt !== undefined) this.keep({ ...key, expiresAt: now });
    }
  }

  /** Whether the caller may work in a project: it is the account's own, and the token's if it is bound to one. */
  reaches(caller: Caller, projectId: string): boolean {
    const own = this.projects.some((p) => p.id === projectId && p.domainId === caller.domainId);
    return own && !caller.accountOnly && (caller.projectId ?? projectId) === projectId;
  }

  private keep<K extends AccessKey>(key: K): K {
    this.keys.set(key.accessKey, key);
    return key;
  }
}

/** 20 and 40 characters, as the console hands them out. */
function newKeyPair(): { accessKey: string; secretKey: string } {
  return { accessKey: letters(20).toUpperCase(), secretKey: letters(40) };
}

function letters(count: number): string {
  return randomBytes(count * 2)
    .toString('base64')
    .replace(/[^a-zA-Z0-9]/g, '')
    .slice(0, count);
}
