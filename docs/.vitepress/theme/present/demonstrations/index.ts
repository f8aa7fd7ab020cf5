/** The live demonstration of each station, loaded when its slide is first shown. */
import { type Component, defineAsyncComponent } from 'vue';
import type { Demonstration } from '../../../../diagrams/presentation/step.ts';

export const demonstrations: Readonly<Record<Demonstration, Component>> = {
  picture: defineAsyncComponent(() => import('./PictureDemonstration.vue')),
  session: defineAsyncComponent(() => import('./SessionDemonstration.vue')),
  segments: defineAsyncComponent(() => import('./SegmentsDemonstration.vue')),
  cached: defineAsyncComponent(() => import('./CachedDemonstration.vue')),
  latency: defineAsyncComponent(() => import('./LatencyDemonstration.vue')),
};
