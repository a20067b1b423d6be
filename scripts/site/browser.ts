import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The part of Playwright that the check of the site uses. It is installed in `site/`, not with the package. */
export interface Browser {
  newPage(): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  goto(url: string, options: { waitUntil: 'networkidle' }): Promise<unknown>;
  waitForLoadState(state: 'load'): Promise<void>;
  /** Evaluates an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'requestfailed', listener: (request: { url(): string }) => void): void;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
  emulateMedia(options: { colorScheme: 'light' | 'dark' }): Promise<void>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  screenshot(options: { path: string }): Promise<unknown>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>;
  };
}

/** A headless Chromium of this machine, or undefined if there is none. CHROMIUM names one. */
export async function openBrowser(): Promise<Browser | undefined> {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];
  const executablePath = names.find((name) => name && spawnSync(name, ['--version']).status === 0);
  if (executablePath === undefined) return undefined;
  const requireOfSite = createRequire(path.join(__dirname, '../../site/package.json'));
  const { chromium } = requireOfSite('playwright-core') as Playwright;
  // Root may not use the sandbox; what is opened is our own, from this machine.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: absolute(executablePath), args });
}

function absolute(program: string): string {
  return spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim() || program;
}
