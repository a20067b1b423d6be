/** A provider whose resource fails as its configuration says. */
import {
  computed,
  defineProvider,
  DiagnosticsError,
  isUnknown,
  optional,
  required,
  serve,
  withDefault,
} from '../../lib/terraform-plugin';

const faulty = defineProvider({
  source: 'example.com/x/faulty',
  attributes: { region: optional.string('Where to create.') },
  configure: ({ region }) => ({ region: region ?? 'r1' }),
});

faulty.resource('faulty_thing', {
  attributes: {
    name: required.string('Its name.', { requiresReplace: true }),
    label: optional.string('Its label.'),
    fault: withDefault(optional.string('How it fails. Defaults to `none`.'), 'none'),
    region: computed.string('Where it is.'),
    serial: computed.string('What it was created as.'),
    reads: computed.integer('How often it was read, which only its private state says.'),
  },
  plan: ({ proposed, prior }, { client }) => ({
    planned:
      proposed.fault === 'plan'
        ? { label: 'other' }
        : prior === undefined && client !== undefined
          ? { region: client.region }
          : {},
    warnings: proposed.fault === 'warning' ? [{ summary: 'Careful', detail: 'It is slow.' }] : [],
  }),
  planDelete: ({ name }) => [{ summary: `${name} leaves a trace`, detail: 'Remove it yourself.' }],
  create: (planned, { client, checkpoint, private: kept }) => {
    const region = isUnknown(planned.region) ? client.region : planned.region;
    const state = { ...planned, region, serial: `${region}/${planned.name}`, reads: 0n };
    if (planned.fault === 'nothing') throw failed('Nothing was created');
    if (planned.fault === 'partly') checkpoint(state);
    if (planned.fault === 'partly') throw failed('Half of it was created');
    kept.set({ reads: 0 });
    return planned.fault === 'result' ? { ...state, label: 'other' } : state;
  },
  read: (state, { private: kept }) => {
    const reads = Number(kept.get()?.reads ?? -100) + 1;
    kept.set({ reads });
    return { ...state, reads: BigInt(reads) };
  },
  update: ({ prior, planned }, { checkpoint }) => {
    const { region, serial, reads } = prior;
    const state = { ...planned, region, serial, reads };
    if (planned.fault !== 'partly') return state;
    checkpoint({ ...prior, label: 'half' });
    throw failed('Half of it was changed');
  },
  delete: () => undefined,
});

function failed(summary: string): DiagnosticsError {
  return new DiagnosticsError({ severity: 'error', summary, detail: 'It was meant to fail.' });
}

serve(faulty);
