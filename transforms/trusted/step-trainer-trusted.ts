import { customersCurated } from "../curated/customers-curated.ts";
import { stepTrainerLanding } from "../landing/step-trainer.ts";
import { trusted } from "../zones.ts";
import { accelerometerTrusted } from "./accelerometer-trusted.ts";

/** When people who had agreed to research moved, and the serial number of their step trainer. */
const motion = accelerometerTrusted.join(customersCurated, { on: { user: "email" } }).select("serialNumber", "timeStamp");

// Whose a reading is, is told by the motion at its time: a serial number alone has many holders, and most of them never agreed.
/** Step trainer readings that the motion of a customer who had agreed to research by then explains. */
export const stepTrainerTrusted = trusted.table("step_trainer_trusted", {
  from: stepTrainerLanding.semiJoin(motion, {
    on: { serialNumber: "serialNumber", sensorReadingTime: "timeStamp" },
    anyOwner: "of those who hold the serial number, the one who moved in that millisecond took the step",
  }),
});
