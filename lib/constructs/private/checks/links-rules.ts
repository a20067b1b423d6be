import { type IConstruct } from 'constructs';
import { optionalDuration } from './durations';
import { refuseSwappedIds } from './identifiers';
import { optionalText, requiredText } from './texts';

interface LinksArguments {
  readonly instanceId: string;
  readonly backupId: string;
  readonly region?: string;
  readonly projectId?: string;
  readonly minimumValidity?: string;
}

/** What says which links are read, as it is written into the stack; throws where the provider would refuse it. */
export function checkedLinks(construct: IConstruct, props: LinksArguments): LinksArguments {
  const checked = {
    instanceId: requiredText(construct, 'instanceId', props.instanceId),
    backupId: requiredText(construct, 'backupId', props.backupId),
    region: optionalText(construct, 'region', props.region),
    projectId: optionalText(construct, 'projectId', props.projectId),
    // As long as a link lives.
    minimumValidity: optionalDuration(construct, 'minimumValidity', props.minimumValidity, '15m'),
  };
  refuseSwappedIds(construct, checked);
  return checked;
}
