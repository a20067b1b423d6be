import { type IConstruct } from 'constructs';
import { optionalDuration } from './durations';
import { requireUsableIds } from './identifiers';
import { optionalString, requiredString } from './strings';

interface LinksArguments {
  readonly instanceId: string;
  readonly backupId: string;
  readonly region?: string;
  readonly projectId?: string;
  readonly minimumValidity?: string;
}

/** The arguments that select the links, as they are written to the stack. Throws if the provider would reject them. */
export function checkedLinks(construct: IConstruct, props: LinksArguments): LinksArguments {
  const checked = {
    instanceId: requiredString(construct, 'instanceId', props.instanceId),
    backupId: requiredString(construct, 'backupId', props.backupId),
    region: optionalString(construct, 'region', props.region),
    projectId: optionalString(construct, 'projectId', props.projectId),
    // A link is valid for 15 minutes.
    minimumValidity: optionalDuration(construct, 'minimumValidity', props.minimumValidity, '15m'),
  };
  requireUsableIds(construct, checked);
  return checked;
}
