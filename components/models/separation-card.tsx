import { Card } from "../ui/card";

/** Islands or slices: the finding, and the figures it rests on. */
export function SeparationCard({ finding, evidence }: { finding: string; evidence: string }) {
  return (
    <Card title={finding} note="Compared with copies of the data in which features know nothing of one another">
      <p>{evidence}</p>
    </Card>
  );
}
