import { type SanitizedAnswer } from './sanitized-answer';
import { type Shape } from './shape';

/** Answers by what was asked. */
export type Answers = Readonly<Record<string, SanitizedAnswer>>;

/** In which ways the answers of the cloud look other than the simulator's, a line each. */
export function differences(cloud: Answers, simulator: Answers): string[] {
  const asked = [...new Set([...Object.keys(cloud), ...Object.keys(simulator)])];
  return asked.flatMap((what) => {
    const [real, simulated] = [cloud[what], simulator[what]];
    if (simulated === undefined) return [`${what}: the simulator was not asked`];
    if (real === undefined) return [`${what}: the cloud was not asked`];
    return compare(formsIn(real), formsIn(simulated)).map((line) => `${what}: ${line}`);
  });
}

function compare(real: Forms, simulated: Forms): string[] {
  const places = [...new Set([...real.keys(), ...simulated.keys()])];
  return places.flatMap((place) => {
    const [here, there] = [real, simulated].map((forms) => told(forms.get(place)));
    return here === there ? [] : [`${place} is ${here ?? ''}; in the simulator ${there ?? ''}`];
  });
}

function told(forms: ReadonlySet<string> | undefined): string {
  return forms === undefined ? 'left out' : [...forms].sort().join(' or ');
}

/** By path, as in `body.files[].name`. */
type Forms = Map<string, Set<string>>;

function formsIn({ status, headers, body }: SanitizedAnswer): Forms {
  const forms: Forms = new Map([['status', new Set([String(status)])]]);
  note(forms, 'headers', headers);
  note(forms, 'body', body);
  return forms;
}

function note(forms: Forms, place: string, shape: Shape): void {
  if (typeof shape === 'string') {
    forms.set(place, (forms.get(place) ?? new Set()).add(shape));
  } else if (isList(shape)) {
    for (const element of shape) note(forms, `${place}[]`, element);
  } else {
    for (const [name, inner] of Object.entries(shape)) note(forms, `${place}.${name}`, inner);
  }
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape);
}
