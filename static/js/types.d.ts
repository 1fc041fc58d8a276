/** In the bundle before everything else; see `src/site/build.rs`. */
declare const Idiomorph: {
  morph(
    old: Element,
    next: Element,
    how: {
      morphStyle: "outerHTML";
      restoreFocus: boolean;
      callbacks: {
        beforeNodeMorphed(old: Node, next: Node): boolean;
        beforeNodeRemoved(old: Node): boolean;
        beforeAttributeUpdated(name: string, element: Element): boolean;
      };
    },
  ): void;
};
