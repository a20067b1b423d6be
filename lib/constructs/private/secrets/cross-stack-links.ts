import { App, Lazy, ref, type TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { resolved } from '../resolved';
import { LinkExposure } from './link-exposure';
import { keepLinksSecret } from './secret-links';

const apps = new WeakSet<IConstruct>();

/**
 * Marks links as sensitive wherever a stack of the app gets them from another one, also through locals, modules and
 * resources: to the engine, what a stack reads from the state of another is not secret.
 */
export function hideLinksInOtherStacks(app: IConstruct): void {
  if (!App.isApp(app) || apps.has(app)) return;
  apps.add(app);
  const refer = app.crossStackReference.bind(app);
  let exposures = new Map<TerraformStack, LinkExposure>();
  app.crossStackReference = (home, stack, identifier) => {
    exposures = new Map(); // Stacks may have changed since the last synth.
    keepLinksSecret(stack);
    const reference = refer(home, stack, identifier);
    return Lazy.stringValue({
      produce: ({ preparing }) => {
        if (preparing) return reference; // Not all stacks are complete yet.
        const exposure = exposures.get(home) ?? new LinkExposure(home, exposures);
        const expression = String(resolved(home, ref(identifier, home)));
        return exposure.reaches(expression) ? hidden(expression, reference) : reference;
      },
    });
  };
}

/** What else there is about files remains visible: an iterator cannot iterate over sensitive values. */
function hidden(expression: string, reference: string): string {
  const [, index] = FILES.exec(expression) ?? [];
  if (index === undefined) return `sensitive(${reference})`;
  return index === ''
    ? `[for file in ${reference} : ${withHiddenLink('file')}]`
    : withHiddenLink(reference);
}

/** All files of a backup, or one of them. */
const FILES = /^\$\{data\.dds_backup_download_links\.[^.[]+\.files(|\[.*\])\}$/s;

function withHiddenLink(file: string): string {
  return `merge(${file}, {download_link = sensitive(${file}.download_link)})`;
}
