/** The pre-signed link to one object; links expire, and are replaced by new ones. */
export interface LinkSource {
  /**
   * The newest link that is known.
   * @throws CloudError if there is none
   */
  current(): string;

  /**
   * A newer link than the one that was refused. All who hold the same stale link share one request.
   * @throws CloudError if there is none
   */
  renewed(stale: string, signal: AbortSignal): Promise<string>;
}
