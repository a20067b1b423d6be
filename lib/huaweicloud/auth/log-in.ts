import { type Client, type CloudRequest } from '../http/client';
import { type Refusals } from '../http/error-catalogue';
import { requestUrl } from '../http/request-url';
import { endpointOf, type Service } from '../settings/endpoints';
import { type Environment } from '../settings/environment';
import { type Settings } from '../settings/settings';
import { type AuthorisedClient } from './authorised-client';

/** Where and with what log-ins are made. */
export interface LogInContext {
  readonly settings: Settings;
  readonly env: Environment;
  readonly region: string;
  /** The project a token is for: by id, or by name. */
  readonly project: { readonly id: string } | { readonly name: string };
  readonly client: Client;
  readonly authorised: AuthorisedClient;
  /** For the metadata service: without proxy and retries, with a short time limit. */
  readonly linkLocal: Client;
}

/** A POST to a service of the region. Logging in twice does no harm, so it is retried like a read. */
export function postTo(
  service: Service,
  path: readonly string[],
  body: unknown,
  { settings, region }: LogInContext,
  query?: Readonly<Record<string, string>>,
): CloudRequest {
  const endpoint = endpointOf(service, region, settings);
  return {
    method: 'POST',
    url: requestUrl(endpoint.url, path, query),
    body: JSON.stringify(body),
    addressedBy: endpoint.setting,
  };
}

/** What refusals of a log-in mean if IAM gives no code of the catalogue. */
export function refusedLogIn(setting: string, means: string, next: string): Refusals {
  const entry = { category: 'credentials', means, next, retry: 'never', setting } as const;
  return { statuses: { 400: entry, 401: entry, 403: entry, 404: entry } };
}
